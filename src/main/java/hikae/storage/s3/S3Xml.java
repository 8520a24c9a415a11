package hikae.storage.s3;

import hikae.storage.s3.Listing.Item;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The few XML answers of S3. Nothing is fetched or expanded: a document type definition ends the reading. */
public final class S3Xml {
    private S3Xml() {}

    /** The text of an element directly below the root; empty when this is another document or none. */
    public static Optional<String> text(byte[] xml, String root, String element) {
        try {
            XMLStreamReader reader = reader(xml);
            int depth = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return Optional.empty();
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                    if (depth == 1 && !reader.getLocalName().equals(root)) {
                        return Optional.empty();
                    }
                    if (depth == 2 && reader.getLocalName().equals(element)) {
                        return Optional.of(reader.getElementText());
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    /** A page of names; empty when it is no such page. */
    public static Optional<Listing> listing(byte[] xml) {
        try {
            return Optional.of(listing(reader(xml)));
        } catch (XMLStreamException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Listing listing(XMLStreamReader reader) throws XMLStreamException {
        List<Item> objects = new ArrayList<>();
        Optional<String> next = Optional.empty();
        boolean truncated = false;
        String key = "";
        reader.nextTag();
        reader.require(XMLStreamConstants.START_ELEMENT, null, "ListBucketResult");
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "Key" -> key = reader.getElementText();
                case "Size" -> objects.add(new Item(key, Long.parseLong(reader.getElementText())));
                case "IsTruncated" -> truncated = Boolean.parseBoolean(reader.getElementText());
                case "NextContinuationToken" -> next = Optional.of(reader.getElementText());
                default -> {} // owner, dates, classes
            }
        }
        return new Listing(objects, truncated ? next : Optional.empty());
    }

    private static XMLStreamReader reader(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    }
}

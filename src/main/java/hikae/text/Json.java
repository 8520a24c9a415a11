package hikae.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps, lists, texts, numbers and booleans to JSON and back; the only place that knows a JSON library. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The value on one line. Times and paths are written as their text, an empty Optional as null. */
    public static String line(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The object in this text; empty when it is not one whole JSON object, such as a torn last line. */
    public static Optional<Map<String, Object>> object(String text) {
        return object(text, Optional.empty());
    }

    /** The same, and a key whose value is null stays, with an empty mapping for its value. */
    public static Optional<Map<String, Object>> objectWithNulls(String text) {
        return object(text, Optional.of(Map.of()));
    }

    private static Optional<Map<String, Object>> object(String text, Optional<Object> nothing) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return Optional.of(readObject(parser, nothing));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName(String.valueOf(entry.getKey()));
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
            generator.writeStartArray();
            for (Object item : items) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof Optional<?> maybe) {
            if (maybe.isPresent()) {
                write(generator, maybe.get());
            } else {
                generator.writeNull();
            }
        } else {
            writeScalar(generator, value);
        }
    }

    private static void writeScalar(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            generator.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean truth) {
            generator.writeBoolean(truth);
        } else {
            generator.writeString(String.valueOf(value));
        }
    }

    /** A value that was read as a mapping, without what is null; empty for anything else. */
    public static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> {
                if (one != null) {
                    all.put(String.valueOf(key), one);
                }
            });
        }
        return all;
    }

    /** A value that was read as a list, without what is null; empty for anything else. */
    public static List<Object> list(@Nullable Object value) {
        List<Object> all = new ArrayList<>();
        if (value instanceof List<?> items) {
            items.stream().filter(item -> item != null).forEach(all::add);
        }
        return all;
    }

    private static Map<String, Object> readObject(JsonParser parser, Optional<Object> nothing) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            read(parser, nothing).ifPresent(value -> map.put(key, value));
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("object not closed");
        }
        return map;
    }

    private static Optional<Object> read(JsonParser parser, Optional<Object> nothing) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return Optional.of(readObject(parser, nothing));
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                read(parser, nothing).ifPresent(items::add);
            }
            return Optional.of(items);
        }
        if (token == null) {
            throw new IOException("ends too early");
        }
        return switch (token) {
            case VALUE_NUMBER_INT -> Optional.of(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(parser.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> nothing;
            default -> Optional.of(parser.getText());
        };
    }
}

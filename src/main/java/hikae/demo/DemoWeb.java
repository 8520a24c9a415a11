package hikae.demo;

import hikae.host.Web;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A made-up R2 where every key is right, with a custom domain over the one bucket. */
final class DemoWeb implements Web {
    private static final String R2 = ".r2.cloudflarestorage.com";

    private final Map<String, byte[]> objects = new TreeMap<>();

    @Override
    public synchronized Answer send(Request request) {
        String path = request.uri().getPath();
        boolean api = request.uri().getHost().endsWith(R2);
        if (api && request.signature().isEmpty()) {
            return answer(400, new byte[0]);
        }
        String key = api ? path.replaceFirst("^/[^/]*/?", "") : path.substring(1);
        return switch (request.method()) {
            case "PUT" -> {
                objects.put(key, request.body());
                yield answer(200, new byte[0]);
            }
            case "DELETE" -> {
                objects.remove(key);
                yield answer(204, new byte[0]);
            }
            default -> key.isEmpty() ? list() : got(key);
        };
    }

    private Answer got(String key) {
        byte[] object = objects.get(key);
        return object == null ? answer(404, new byte[0]) : answer(200, object);
    }

    private Answer list() {
        StringBuilder xml = new StringBuilder("<ListBucketResult>");
        objects.forEach((key, bytes) -> xml.append("<Contents><Key>")
                .append(key)
                .append("</Key><Size>")
                .append(bytes.length)
                .append("</Size></Contents>"));
        return answer(200, xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(int status, byte[] body) {
        return new Answer(status, Map.of("content-type", "application/xml"), body, true);
    }
}

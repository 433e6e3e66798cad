package io.shoutu.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.jaxrs.cfg.JaxRSFeature;
import com.fasterxml.jackson.jaxrs.json.JacksonJsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.core.NoContentException;

/** JSON bodies (报文体): whatever cannot be read is the sender's mistake and is told as such, never a fault. */
final class JsonBodies extends JacksonJsonProvider {
    JsonBodies(ObjectMapper mapper) {
        super(mapper);
        disable(JaxRSFeature.ALLOW_EMPTY_INPUT);
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, Annotation[] annotations, MediaType mediaType, MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        Object read;
        try {
            read = super.readFrom(type, genericType, annotations, mediaType, headers, body);
        } catch (NoContentException e) {
            throw Refusal.malformed(null, "请求体为空；需要一个 JSON 对象");
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            // Broken chunks, bytes that are no text, a sender that went away.
            throw Refusal.malformed(null, "请求体无法读取，请检查编码（应为 UTF-8）");
        }
        if (read == null) {
            throw Refusal.malformed(null, "请求体为 null；需要一个 JSON 对象");
        }
        return read;
    }
}

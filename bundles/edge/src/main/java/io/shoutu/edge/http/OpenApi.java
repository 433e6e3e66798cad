package io.shoutu.edge.http;

import io.shoutu.api.access.Performs;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.core.util.PrimitiveType;
import io.swagger.v3.jaxrs2.Reader;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.ws.rs.GET;
import javax.ws.rs.HttpMethod;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;

/**
 * The description of the interface (接口说明) at {@code /api/openapi.json}: drawn from the resources that are published now, with
 * each one's operation in {@code x-operation} and, from the one table, its roles in {@code x-roles} (empty where nobody may).
 */
@Path("/")
public final class OpenApi {
    private static final String PROBLEM = "#/components/schemas/Problem";

    static {
        // On the wire these are plain texts (see Json).
        for (String type : List.of("io.shoutu.api.Subject", "io.shoutu.api.directory.AreaCode", "io.shoutu.api.directory.CreditCode")) {
            PrimitiveType.customClasses().put(type, PrimitiveType.STRING);
        }
    }

    private SortedMap<String, Class<?>> resources = new TreeMap<>();
    private byte[] drawn;
    private long drawnFrom;
    private final Permissions permissions;

    OpenApi(Permissions permissions) {
        this.permissions = permissions;
    }

    /** Shows these resources from now on; drawn when somebody asks. */
    synchronized void show(SortedMap<String, Class<?>> published) {
        resources = new TreeMap<>(published);
        drawn = null;
    }

    @GET
    @Path("openapi.json")
    @Performs("edge.describe")
    @Produces("application/json")
    public synchronized byte[] json() {
        long version = permissions.version();
        if (drawn == null || drawnFrom != version) {
            drawnFrom = version;
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Reader.class.getClassLoader());
            try {
                drawn = Json.pretty(draw()).getBytes(StandardCharsets.UTF_8);
            } finally {
                // It remembers every type it saw; a plugin that goes must not be kept by it.
                ModelConverters.reset();
                thread.setContextClassLoader(before);
            }
        }
        return drawn;
    }

    private OpenAPI draw() {
        OpenAPI api = new OpenAPI().components(new Components());
        for (Map.Entry<String, Class<?>> resource : resources.entrySet()) {
            String prefix = "/api" + resource.getKey();
            Reader reader = new Reader(api);
            api = reader.read(resource.getValue(), prefix, null, false, null, null, new java.util.LinkedHashSet<>(List.of(resource.getKey().substring(1))), new ArrayList<>(), new HashSet<>());
            roles(api, prefix, resource.getValue());
        }
        api.info(new Info().title("Shoutu 守土").version("1").description("县级安全生产指挥平台接口。x-operation 为操作名称，x-roles 为可执行的角色：* 为任何已登录的人员或系统账号，public 为无需登录。"));
        Components parts = api.getComponents() == null ? new Components() : api.getComponents();
        parts.addSchemas("Problem", new ObjectSchema().description("RFC 9457").addProperty("type", new StringSchema()).addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema()).addProperty("code", new StringSchema()).addProperty("detail", new StringSchema()).addProperty("field", new StringSchema().nullable(true)));
        parts.addSecuritySchemes("session", new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(SecurityScheme.In.COOKIE).name(Doorkeeper.COOKIE));
        parts.addSecuritySchemes("basic", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        parts.addSecuritySchemes("bearer", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.components(parts);
        if (api.getPaths() != null) {
            Map<String, PathItem> sorted = new TreeMap<>(api.getPaths());
            api.getPaths().clear();
            api.getPaths().putAll(sorted);
            api.getPaths().values().stream().flatMap(p -> p.readOperations().stream()).forEach(OpenApi::problems);
        }
        return api;
    }

    private static void problems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        operation.getResponses().addApiResponse("4XX", new ApiResponse().description("拒绝，原因见 code 与 detail")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)))));
    }

    private void roles(OpenAPI api, String prefix, Class<?> type) {
        for (Method method : type.getMethods()) {
            String verb = verb(method);
            if (verb == null || api.getPaths() == null) {
                continue;
            }
            PathItem item = api.getPaths().get(address(prefix, type, method));
            Operation operation = item == null ? null : item.readOperationsMap().get(PathItem.HttpMethod.valueOf(verb));
            if (operation == null) {
                continue;
            }
            String name = Gate.operation(method);
            Optional<io.shoutu.api.access.Operation> row = name == null ? Optional.empty() : permissions.row(name);
            boolean open = row.filter(o -> o.roles().contains(io.shoutu.api.access.Operation.PUBLIC)).isPresent();
            operation.addExtension("x-operation", name);
            operation.addExtension("x-roles", row.map(o -> o.roles().stream().sorted().toList()).orElse(List.of()));
            row.filter(o -> operation.getSummary() == null).ifPresent(o -> operation.setSummary(o.label()));
            operation.setSecurity(open ? List.of() : List.of(new SecurityRequirement().addList("session"), new SecurityRequirement().addList("basic"), new SecurityRequirement().addList("bearer")));
        }
    }

    /** Whether the method answers requests. */
    static boolean answers(Method method) {
        return verb(method) != null;
    }

    private static String verb(Method method) {
        for (var annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String address(String prefix, Class<?> type, Method method) {
        String path = prefix + "/" + value(type.getAnnotation(Path.class)) + "/" + value(method.getAnnotation(Path.class));
        String plain = path.replaceAll("\\{\\s*([\\w.-]+)\\s*:[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}", "{$1}").replaceAll("/+", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static String value(Path path) {
        return path == null ? "" : path.value();
    }
}

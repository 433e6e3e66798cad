package io.shoutu.hazard.rest;

import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.RestResource;
import io.shoutu.hazard.registers.RegisterService;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is published of hazards (隐患治理情况公开接口), for anybody: {@code /api/public-disclosures}. Taken back, it is gone from here at once. */
@RestResource("/public-disclosures")
@Component(service = PublicDisclosureResource.class)
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class PublicDisclosureResource {
    private final RegisterService registers;

    @Activate
    public PublicDisclosureResource(@Reference RegisterService registers) {
        this.registers = registers;
    }

    /** Newest first, at most 200. */
    @GET
    @Performs("register.published")
    public List<RegisterService.Published> published() {
        return registers.published();
    }
}

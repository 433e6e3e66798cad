package io.shoutu.supervision.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.supervision.domain.Flow;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Registers one template for each course (督办文书模板登记). */
@Component(service = {}, immediate = true)
public final class PaperTemplates {
    private final List<ServiceRegistration<DocumentTemplate>> registered;

    @Activate
    public PaperTemplates(BundleContext context) {
        registered = Arrays.stream(Flow.values()).map(flow -> context.registerService(DocumentTemplate.class, new PaperTemplate(flow), null)).toList();
    }

    @Deactivate
    void stop() {
        registered.forEach(ServiceRegistration::unregister);
    }
}

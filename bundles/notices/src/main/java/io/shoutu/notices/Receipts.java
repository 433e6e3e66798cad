package io.shoutu.notices;

import io.shoutu.api.Problem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Takes what carriers report (回执接收): each by its own secret, in any order, any number of times. */
@Component(service = Receipts.class)
public final class Receipts {
    private final Dispatch dispatch;
    private final List<CarrierReports> carriers = new CopyOnWriteArrayList<>();

    @Activate
    public Receipts(@Reference Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCarrier(CarrierReports carrier) {
        carriers.add(carrier);
    }

    void removeCarrier(CarrierReports carrier) {
        carriers.remove(carrier);
    }

    /**
     * @param header answers a request header by name
     * @throws Problem.Forbidden where the secret is wrong or the carrier unknown: which of the two is not said
     * @throws Problem.NotFound where a message is not known (yet): a carrier then reports again
     */
    public void take(String gateway, Function<String, String> header, byte[] content) {
        CarrierReports carrier = carriers.stream().filter(c -> c.name().equals(gateway)).findFirst()
                .orElseThrow(() -> new Problem.Forbidden("gateway-secret", "回执密钥不符"));
        Problem.NotFound missing = null;
        for (CarrierReports.Report report : carrier.reports(header.apply(carrier.secretHeader()), header.apply("Content-Type"), content)) {
            try {
                dispatch.reported(report.channel(), report.id(), report.reference(), report.delivered(), report.delivered() ? null : "undelivered");
            } catch (Problem.NotFound notYet) {
                missing = notYet; // the others of the same report are taken all the same
            }
        }
        if (missing != null) {
            throw missing;
        }
    }
}

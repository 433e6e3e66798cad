package io.shoutu.hazard.soap;

import io.shoutu.api.Actor;
import io.shoutu.api.Page;
import io.shoutu.api.access.Performs;
import io.shoutu.api.edge.SoapService;
import io.shoutu.api.hazard.HazardFacts;
import io.shoutu.api.hazard.HazardGrade;
import io.shoutu.api.hazard.HazardQuery;
import io.shoutu.api.hazard.HazardReport;
import io.shoutu.api.hazard.HazardState;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Journal;
import io.shoutu.api.Subject;
import io.shoutu.hazard.HazardService;
import javax.annotation.Resource;
import javax.jws.WebMethod;
import javax.jws.WebParam;
import javax.jws.WebResult;
import javax.jws.WebService;
import javax.jws.soap.SOAPBinding;
import javax.xml.ws.WebServiceContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hazards over SOAP (隐患 SOAP 接口): {@code /ws/hazards}, the same service methods and the same operations of the table as REST has.
 *
 * <p>The methods are bare, the contract has the wrapped shape: each message is one object.
 */
@SoapService("/hazards")
@Component(service = HazardSoap.class)
@WebService(name = "Hazards", serviceName = "HazardService", portName = "HazardsSoap", targetNamespace = Messages.NAMESPACE, wsdlLocation = "wsdl/hazard-1.wsdl")
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public final class HazardSoap {
    private static final int PAGE = 50;
    private final HazardService hazards;
    private final Journal journal;
    private volatile WebServiceContext context;

    @Activate
    public HazardSoap(@Reference HazardService hazards, @Reference Journal journal) {
        this.hazards = hazards;
        this.journal = journal;
    }

    /** Handed in once by whoever publishes this; it tells who is asking, for each request. */
    @Resource
    @WebMethod(exclude = true)
    public void setContext(WebServiceContext context) {
        this.context = context;
    }

    @WebMethod
    @WebResult(name = "reportResponse", partName = "parameters")
    @Performs("hazard.report")
    public Messages.ReportResponse report(@WebParam(name = "report", partName = "parameters") Messages.Report report) {
        HazardView hazard = hazards.report(new HazardReport(report.title, report.description, report.enterprise, report.area, report.place, report.source, report.before), actor(), null);
        Messages.ReportResponse answer = new Messages.ReportResponse();
        answer.hazard = Shown.hazard(hazard);
        return answer;
    }

    @WebMethod
    @WebResult(name = "queryResponse", partName = "parameters")
    @Performs("hazard.read")
    public Messages.QueryResponse query(@WebParam(name = "query", partName = "parameters") Messages.Query query) {
        Page<HazardView> page = hazards.find(new HazardQuery(query.state == null ? null : HazardState.valueOf(query.state), query.open, query.enterprise,
                query.grade == null ? null : HazardGrade.valueOf(query.grade), query.overdue, query.text, query.cursor, query.limit == null ? PAGE : query.limit), actor());
        Messages.QueryResponse answer = new Messages.QueryResponse();
        page.items().forEach(hazard -> answer.hazards.add(Shown.hazard(hazard)));
        answer.next = page.next();
        answer.total = page.total();
        return answer;
    }

    @WebMethod
    @WebResult(name = "statusResponse", partName = "parameters")
    @Performs("hazard.read")
    public Messages.StatusResponse status(@WebParam(name = "status", partName = "parameters") Messages.Status status) {
        HazardView hazard = hazards.get(status.number, actor());
        Messages.StatusResponse answer = new Messages.StatusResponse();
        answer.hazard = Shown.hazard(hazard);
        journal.timeline(new Subject(HazardFacts.KIND, hazard.number())).forEach(entry -> answer.entries.add(Shown.entry(entry)));
        return answer;
    }

    private Actor actor() {
        return (Actor) context.getUserPrincipal();
    }
}

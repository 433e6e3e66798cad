package io.shoutu.edge.soap;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.access.Performs;
import io.shoutu.api.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Resource;
import javax.jws.WebMethod;
import javax.jws.WebParam;
import javax.jws.WebResult;
import javax.jws.WebService;
import javax.jws.soap.SOAPBinding;
import javax.xml.bind.annotation.XmlAccessType;
import javax.xml.bind.annotation.XmlAccessorType;
import javax.xml.bind.annotation.XmlElement;
import javax.xml.bind.annotation.XmlRootElement;
import javax.xml.ws.WebServiceContext;

/** A service as a room would write it, with every way to go wrong. */
@WebService(name = "Wishes", serviceName = "WishService", portName = "WishesSoap", targetNamespace = Wishes.NS, wsdlLocation = "wsdl/wish-1.wsdl")
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public final class Wishes {
    static final String NS = "urn:test:wish:1";
    private volatile WebServiceContext context;

    @XmlRootElement(name = "make", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Make {
        @XmlElement(namespace = NS)
        List<String> text = new ArrayList<>();
        @XmlElement(namespace = NS)
        Integer count;
    }

    @XmlRootElement(name = "makeResponse", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class MakeResponse {
        @XmlElement(namespace = NS)
        List<String> text = new ArrayList<>();
        @XmlElement(namespace = NS)
        String by;
    }

    @XmlRootElement(name = "wrong", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class Wrong {
        @XmlElement(namespace = NS)
        String kind;
    }

    @XmlRootElement(name = "wrongResponse", namespace = NS)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class WrongResponse {
        @XmlElement(namespace = NS)
        String day;
    }

    @XmlRootElement(name = "nobody", namespace = NS)
    public static final class Nobody {}

    @XmlRootElement(name = "nobodyResponse", namespace = NS)
    public static final class NobodyResponse {}

    @Resource
    @WebMethod(exclude = true)
    public void setContext(WebServiceContext context) {
        this.context = context;
    }

    @WebMethod
    @WebResult(name = "makeResponse", partName = "parameters")
    @Performs("wish.make")
    public MakeResponse make(@WebParam(name = "make", partName = "parameters") Make wish) {
        MakeResponse answer = new MakeResponse();
        answer.text.addAll(wish.text);
        answer.by = ((Actor) context.getUserPrincipal()).account();
        return answer;
    }

    @WebMethod
    @WebResult(name = "wrongResponse", partName = "parameters")
    @Performs("wish.wrong")
    public WrongResponse wrong(@WebParam(name = "wrong", partName = "parameters") Wrong wrong) {
        switch (wrong.kind) {
            case "not-found" -> throw Problem.NotFound.of(new Subject("wish", "7"));
            case "illegal" -> throw new Problem.IllegalMove("illegal-move", "现在不行");
            case "invalid" -> throw new Problem.Invalid("wish-title", "title", "缺少<标题>&\u0001");
            case "forbidden" -> throw new Problem.Forbidden("not-yours", "不是您的");
            case "stale" -> throw new Problem.Stale(new Subject("wish", "7"), 1, 2);
            case "store" -> throw new StoreFailure("secret table", new IllegalStateException("secret password"));
            case "fault" -> throw new IllegalStateException("secret password");
            case "error" -> throw new StackOverflowError("secret password");
            default -> {
                WrongResponse answer = new WrongResponse();
                answer.day = wrong.kind.equals("control") ? "2026-01-0\u0001" : "not a day";
                return answer;
            }
        }
    }

    @WebMethod
    @WebResult(name = "nobodyResponse", partName = "parameters")
    public NobodyResponse nobody(@WebParam(name = "nobody", partName = "parameters") Nobody nobody) {
        return new NobodyResponse();
    }
}

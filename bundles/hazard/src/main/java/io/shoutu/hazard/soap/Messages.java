package io.shoutu.hazard.soap;

import java.util.ArrayList;
import java.util.List;
import javax.xml.bind.annotation.XmlAccessType;
import javax.xml.bind.annotation.XmlAccessorType;
import javax.xml.bind.annotation.XmlElement;
import javax.xml.bind.annotation.XmlRootElement;
import javax.xml.bind.annotation.XmlType;

/** The messages of the contract (报文): shapes only, as {@code wsdl/hazard-1.wsdl} has them; instants and days are texts of XML Schema. */
public final class Messages {
    static final String NAMESPACE = "urn:shoutu:hazard:1";

    private Messages() {}

    @XmlRootElement(name = "report")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"title", "description", "enterprise", "area", "place", "source", "before"})
    public static final class Report {
        String title;
        String description;
        String enterprise;
        String area;
        String place;
        String source;
        List<String> before = new ArrayList<>();
    }

    @XmlRootElement(name = "reportResponse")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"hazard"})
    public static final class ReportResponse {
        Hazard hazard;
    }

    @XmlRootElement(name = "query")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"state", "open", "enterprise", "grade", "overdue", "text", "cursor", "limit"})
    public static final class Query {
        String state;
        Boolean open;
        String enterprise;
        String grade;
        Boolean overdue;
        String text;
        String cursor;
        Integer limit;
    }

    @XmlRootElement(name = "queryResponse")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"hazards", "next", "total"})
    public static final class QueryResponse {
        @XmlElement(name = "hazard")
        List<Hazard> hazards = new ArrayList<>();
        String next;
        long total;
    }

    @XmlRootElement(name = "status")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"number"})
    public static final class Status {
        String number;
    }

    @XmlRootElement(name = "statusResponse")
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "", propOrder = {"hazard", "entries"})
    public static final class StatusResponse {
        Hazard hazard;
        @XmlElement(name = "entry")
        List<Entry> entries = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "hazard", propOrder = {"number", "title", "description", "enterprise", "area", "place", "source", "state", "stateLabel", "grade", "criterion", "mode", "registeredAt", "registeredBy", "rectifier", "deadline", "firstDeadline", "overdue", "plan", "extensions", "photos", "escalatedTo", "mergedInto", "device", "series", "causedBy", "version", "moves"})
    public static final class Hazard {
        String number;
        String title;
        String description;
        String enterprise;
        String area;
        String place;
        String source;
        String state;
        String stateLabel;
        String grade;
        Criterion criterion;
        String mode;
        String registeredAt;
        String registeredBy;
        String rectifier;
        String deadline;
        String firstDeadline;
        boolean overdue;
        Plan plan;
        @XmlElement(name = "extension")
        List<Extension> extensions = new ArrayList<>();
        @XmlElement(name = "photo")
        List<Photo> photos = new ArrayList<>();
        String escalatedTo;
        String mergedInto;
        String device;
        String series;
        String causedBy;
        long version;
        @XmlElement(name = "move")
        List<Move> moves = new ArrayList<>();
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "criterion", propOrder = {"standard", "clause", "text"})
    public static final class Criterion {
        String standard;
        String clause;
        String text;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "plan", propOrder = {"measures", "responsible", "funds", "deadline", "contingency"})
    public static final class Plan {
        String measures;
        String responsible;
        String funds;
        String deadline;
        String contingency;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "extension", propOrder = {"deadline", "reason", "requestedBy", "requestedAt", "outcome", "outcomeLabel", "decidedBy", "decidedAt", "note"})
    public static final class Extension {
        String deadline;
        String reason;
        String requestedBy;
        String requestedAt;
        String outcome;
        String outcomeLabel;
        String decidedBy;
        String decidedAt;
        String note;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "photo", propOrder = {"id", "purpose", "addedBy", "addedAt"})
    public static final class Photo {
        String id;
        String purpose;
        String addedBy;
        String addedAt;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "move", propOrder = {"verb", "label", "address", "role", "allowed", "whyNot", "code"})
    public static final class Move {
        String verb;
        String label;
        String address;
        String role;
        boolean allowed;
        String whyNot;
        String code;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "entry", propOrder = {"id", "fact", "happened", "account", "actorName", "state", "note", "causedBy"})
    public static final class Entry {
        long id;
        String fact;
        String happened;
        String account;
        String actorName;
        String state;
        String note;
        String causedBy;
    }
}

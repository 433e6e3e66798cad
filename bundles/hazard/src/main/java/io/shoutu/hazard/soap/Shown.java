package io.shoutu.hazard.soap;

import io.shoutu.api.Offer;
import io.shoutu.api.hazard.Criterion;
import io.shoutu.api.hazard.HazardView;
import io.shoutu.api.journal.Entry;

/** Hazards and entries as messages (报文形式). A character XML cannot carry, which JSON may have brought in, is shown as U+FFFD. */
final class Shown {
    private Shown() {}

    static Messages.Hazard hazard(HazardView view) {
        Messages.Hazard hazard = new Messages.Hazard();
        hazard.number = view.number();
        hazard.title = carried(view.title());
        hazard.description = carried(view.description());
        hazard.enterprise = carried(view.enterprise());
        hazard.area = carried(view.area());
        hazard.place = carried(view.place());
        hazard.source = carried(view.source());
        hazard.state = view.state().name();
        hazard.stateLabel = view.stateLabel();
        hazard.grade = text(view.grade());
        hazard.criterion = view.criterion() == null ? null : criterion(view.criterion());
        hazard.mode = text(view.mode());
        hazard.registeredAt = text(view.registeredAt());
        hazard.registeredBy = carried(view.registeredBy());
        hazard.rectifier = carried(view.rectifier());
        hazard.deadline = text(view.deadline());
        hazard.firstDeadline = text(view.firstDeadline());
        hazard.overdue = view.overdue();
        hazard.plan = view.plan() == null ? null : plan(view.plan());
        view.extensions().forEach(e -> hazard.extensions.add(extension(e)));
        view.photos().forEach(p -> hazard.photos.add(photo(p)));
        hazard.escalatedTo = carried(view.escalatedTo());
        hazard.mergedInto = view.mergedInto();
        hazard.device = carried(view.device());
        hazard.series = carried(view.series());
        hazard.causedBy = carried(view.causedBy());
        hazard.version = view.version();
        view.moves().forEach(m -> hazard.moves.add(move(m)));
        return hazard;
    }

    static Messages.Entry entry(Entry told) {
        Messages.Entry entry = new Messages.Entry();
        entry.id = told.id();
        entry.fact = told.name();
        entry.happened = text(told.happened());
        entry.account = carried(told.account());
        entry.actorName = carried(told.actorName());
        entry.state = carried(told.text("state"));
        entry.note = carried(told.text("note"));
        entry.causedBy = carried(text(told.causedBy()));
        return entry;
    }

    private static Messages.Criterion criterion(Criterion said) {
        Messages.Criterion criterion = new Messages.Criterion();
        criterion.standard = carried(said.standard());
        criterion.clause = carried(said.clause());
        criterion.text = carried(said.text());
        return criterion;
    }

    private static Messages.Plan plan(HazardView.Plan made) {
        Messages.Plan plan = new Messages.Plan();
        plan.measures = carried(made.measures());
        plan.responsible = carried(made.responsible());
        plan.funds = carried(made.funds());
        plan.deadline = text(made.deadline());
        plan.contingency = carried(made.contingency());
        return plan;
    }

    private static Messages.Extension extension(HazardView.Extension asked) {
        Messages.Extension extension = new Messages.Extension();
        extension.deadline = text(asked.deadline());
        extension.reason = carried(asked.reason());
        extension.requestedBy = carried(asked.requestedBy());
        extension.requestedAt = text(asked.requestedAt());
        extension.outcome = asked.outcome();
        extension.outcomeLabel = asked.outcomeLabel();
        extension.decidedBy = carried(asked.decidedBy());
        extension.decidedAt = text(asked.decidedAt());
        extension.note = carried(asked.note());
        return extension;
    }

    private static Messages.Photo photo(HazardView.Photo taken) {
        Messages.Photo photo = new Messages.Photo();
        photo.id = carried(taken.id());
        photo.purpose = taken.purpose();
        photo.addedBy = carried(taken.addedBy());
        photo.addedAt = text(taken.addedAt());
        return photo;
    }

    private static Messages.Move move(Offer offer) {
        Messages.Move move = new Messages.Move();
        move.verb = offer.verb();
        move.label = offer.label();
        move.address = offer.address();
        move.role = offer.role();
        move.allowed = offer.allowed();
        move.whyNot = carried(offer.whyNot());
        move.code = offer.code();
        return move;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    static String carried(String text) {
        if (text == null || text.codePoints().allMatch(Shown::carried)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(carried(c) ? c : 0xfffd));
        return out.toString();
    }

    private static boolean carried(int c) {
        return c >= 0x20 && c <= 0xd7ff || c == '\t' || c == '\n' || c == '\r' || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
    }
}

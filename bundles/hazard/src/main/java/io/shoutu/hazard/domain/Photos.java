package io.shoutu.hazard.domain;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Photos handed in with a form (随表照片): none twice, so that one picture never shows both before and after. */
final class Photos {
    private static final int MOST = 20;

    private Photos() {}

    static List<Photo> add(Hazard hazard, List<String> ids, Photo.Purpose purpose, String field, Actor by, Instant now) {
        return added(hazard.photos(), ids, purpose, field, by, now);
    }

    /** Before and after; at least one of what was done. */
    static List<Photo> pair(Hazard hazard, List<String> before, List<String> after, Actor by, Instant now) {
        if (after == null || after.isEmpty()) {
            throw new Problem.Invalid("photo-required", "after", "请附整改后照片，至少一张");
        }
        List<Photo> first = add(hazard, before, Photo.Purpose.BEFORE, "before", by, now);
        List<Photo> known = Stream.concat(hazard.photos().stream(), first.stream()).toList();
        return Stream.concat(first.stream(), added(known, after, Photo.Purpose.AFTER, "after", by, now).stream()).toList();
    }

    private static List<Photo> added(List<Photo> known, List<String> ids, Photo.Purpose purpose, String field, Actor by, Instant now) {
        List<Photo> added = new ArrayList<>();
        for (String id : ids == null ? List.<String>of() : ids) {
            String photo = Words.required(id, field, "照片编号", 64);
            if (Stream.concat(known.stream(), added.stream()).anyMatch(p -> p.id().equals(photo))) {
                throw new Problem.Invalid("photo-used-twice", field, "同一张照片不能用两次，请另附一张：" + photo);
            }
            added.add(new Photo(photo, purpose, by.account(), now));
        }
        if (added.size() > MOST) {
            throw new Problem.Invalid("too-many-photos", field, "一次最多附" + MOST + "张照片，现有" + added.size() + "张");
        }
        return added;
    }
}

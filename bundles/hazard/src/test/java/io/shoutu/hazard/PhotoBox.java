package io.shoutu.hazard;

import io.shoutu.api.Actor;
import io.shoutu.api.Problem;
import io.shoutu.api.Subject;
import io.shoutu.api.attachments.Attachments;
import io.shoutu.api.store.Tx;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attachments without pictures: every id beginning with {@code photo-} is known, and remembers what it was bound to. */
final class PhotoBox implements Attachments {
    private final Map<String, Attachment> bound = new TreeMap<>();

    @Override
    public List<Attachment> bind(Tx tx, List<String> ids, Subject about, String purpose, Actor by) {
        List<Attachment> now = new ArrayList<>();
        for (String id : ids) {
            if (!id.startsWith("photo-") || bound.containsKey(id) && !bound.get(id).about().equals(about)) {
                throw new Problem.Invalid("attachment-unknown", "photos", "没有这张照片：" + id);
            }
            now.add(new Attachment(id, id + ".jpg", "image/jpeg", "", 1, about, purpose, by.account(), null));
        }
        now.forEach(a -> bound.put(a.id(), a));
        tx.afterRollback(() -> now.forEach(a -> bound.remove(a.id())));
        return now;
    }

    @Override
    public List<Attachment> of(Subject about) {
        return bound.values().stream().filter(a -> a.about().equals(about)).toList();
    }

    @Override
    public Attachment get(String id) {
        return bound.get(id);
    }

    @Override
    public Attachment store(String name, String mediaType, InputStream content, Actor by) {
        throw new UnsupportedOperationException("photos are there already: photo-…");
    }

    @Override
    public InputStream open(String id) {
        throw new UnsupportedOperationException("there is nothing to see");
    }
}

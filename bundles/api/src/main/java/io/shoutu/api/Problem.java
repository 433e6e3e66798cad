package io.shoutu.api;

/**
 * A problem (问题) that the one who asked can understand and mend. Everything else is a fault and flies up with its cause.
 *
 * <p>The edge maps each kind once: {@link NotFound} 404, {@link IllegalMove} 409, {@link Invalid} 422 (400 where the JSON
 * itself cannot be read), {@link Forbidden} 403, {@link Stale} 412. The code is stable, the text is Chinese and may be shown.
 */
public abstract sealed class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String field;

    private Problem(String code, String field, String text) {
        super(text);
        this.code = code;
        this.field = field;
    }

    /** Stable code for programs, kebab-case, e.g. {@code rectifier-is-acceptor}. */
    public String code() {
        return code;
    }

    /** The field of the request that is wrong, or null where the problem belongs to no single field. */
    public String field() {
        return field;
    }

    /** Nothing is known under that number (查无此项). */
    public static final class NotFound extends Problem {
        private static final long serialVersionUID = 1L;

        public NotFound(String code, String text) {
            super(code, null, text);
        }

        public static NotFound of(Subject subject) {
            return new NotFound(subject.kind() + "-not-found", "没有找到：" + subject);
        }
    }

    /** The record is not in a state, or the actor not in a position, that allows this move (不允许的动作). */
    public static final class IllegalMove extends Problem {
        private static final long serialVersionUID = 1L;

        public IllegalMove(String code, String text) {
            super(code, null, text);
        }
    }

    /** The request says something that cannot be (内容有误); names the field. */
    public static final class Invalid extends Problem {
        private static final long serialVersionUID = 1L;

        public Invalid(String code, String field, String text) {
            super(code, field, text);
        }
    }

    /** The actor may not do or see this (无权). */
    public static final class Forbidden extends Problem {
        private static final long serialVersionUID = 1L;

        public Forbidden(String code, String text) {
            super(code, null, text);
        }
    }

    /** Somebody else changed the record since it was read (已被他人修改). */
    public static final class Stale extends Problem {
        private static final long serialVersionUID = 1L;

        public Stale(Subject subject, long expected, long actual) {
            super("stale", null, subject + " 已被他人修改（您看到的是第 " + expected + " 版，现为第 " + actual + " 版），请刷新后再试");
        }

        /** Raises {@link Stale} when a version was expected and another is there; a null expectation means no condition. */
        public static void check(Subject subject, Long expected, long actual) {
            if (expected != null && expected != actual) {
                throw new Stale(subject, expected, actual);
            }
        }
    }
}

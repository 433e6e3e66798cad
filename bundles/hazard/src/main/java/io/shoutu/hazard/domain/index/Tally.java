package io.shoutu.hazard.domain.index;

/**
 * What was counted of an enterprise, an area or a field (指数取数).
 *
 * @param enterprises in the directory
 * @param inspected of these, inspected in the last year
 * @param open hazards now, {@code major} and {@code overdue} of these
 * @param found registered in the last year, {@code recurring} of these
 * @param due deadlines of the last year, {@code inTime} closed without ever missing one
 * @param looked hazards looked back at, {@code rebounds} of these
 * @param units risk units in force, {@code high} of these red or orange
 */
public record Tally(long enterprises, long inspected, long open, long major, long overdue, long found, long recurring, long due, long inTime, long looked, long rebounds, long units, long high) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Tally plus(Tally o) {
        return new Tally(enterprises + o.enterprises, inspected + o.inspected, open + o.open, major + o.major, overdue + o.overdue, found + o.found, recurring + o.recurring, due + o.due, inTime + o.inTime, looked + o.looked,
                rebounds + o.rebounds, units + o.units, high + o.high);
    }
}

package io.shoutu.api.reporting;

import io.shoutu.api.Scope;
import io.shoutu.api.documents.Column;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The door for figures (报表来源): register one as a service and it is at {@code /api/reports/<name>}, as JSON and as Excel.
 *
 * <p>{@code ReportSourceContract} in the api's test artifact proves that one fits.
 */
@ConsumerType
public interface ReportSource {
    /** {@code word.name}, e.g. {@code hazard.ledger}; unique in the house, the first one standing holds it. */
    String name();

    /** What people call it, e.g. {@code 隐患台账月报}; at most 31 characters without {@code []:*?/\}, for it names a sheet. */
    String label();

    /** What its rows hold, always the same. */
    List<Column> columns();

    /** The figures of what lies inside the scope, now; a scope that admits nothing is answered with noughts or no rows, never refused. */
    Figures figures(Period period, Scope scope);
}

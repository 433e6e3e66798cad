package io.shoutu.sensor.domain;

import static io.shoutu.sensor.domain.AlarmState.ACKED;
import static io.shoutu.sensor.domain.AlarmState.DSUPR;
import static io.shoutu.sensor.domain.AlarmState.LATAC;
import static io.shoutu.sensor.domain.AlarmState.LATUN;
import static io.shoutu.sensor.domain.AlarmState.NORM;
import static io.shoutu.sensor.domain.AlarmState.OOSRV;
import static io.shoutu.sensor.domain.AlarmState.RTNUN;
import static io.shoutu.sensor.domain.AlarmState.SHLVD;
import static io.shoutu.sensor.domain.AlarmState.UNACK;
import static io.shoutu.sensor.domain.AlarmVerb.ACKNOWLEDGE;
import static io.shoutu.sensor.domain.AlarmVerb.EXPIRE;
import static io.shoutu.sensor.domain.AlarmVerb.REALARM;
import static io.shoutu.sensor.domain.AlarmVerb.RECUR;
import static io.shoutu.sensor.domain.AlarmVerb.REMOVE;
import static io.shoutu.sensor.domain.AlarmVerb.RESET;
import static io.shoutu.sensor.domain.AlarmVerb.RESTORE;
import static io.shoutu.sensor.domain.AlarmVerb.RETURN;
import static io.shoutu.sensor.domain.AlarmVerb.SHELVE;
import static io.shoutu.sensor.domain.AlarmVerb.SUPPRESS;
import static io.shoutu.sensor.domain.AlarmVerb.UNSHELVE;
import static io.shoutu.sensor.domain.AlarmVerb.UNSUPPRESS;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;
import java.util.List;

/**
 * The lifecycle of an alarm (报警生命周期): the alarm states and transitions of ISA-18.2-2016 / IEC 62682:2022 (the figure "alarm state transition diagram") and no other.
 *
 * <p>The standard's "normal" before an alarm is no record here: an alarm is born unacknowledged, or silent where it begins while its rule is
 * kept silent. In a silent state the condition may go and come back without a move; what comes afterwards is chosen by how it stands then.
 */
public final class AlarmLifecycle {
    /** Whoever the role names, only the platform itself makes these moves: no account can hold it. */
    public static final String PLATFORM = "platform";

    static final String LATCHING = "规则锁存";
    static final String PLAIN = "规则不锁存";
    static final String STANDING = "条件仍在";
    static final String GONE = "条件已恢复";
    static final String GONE_LATCHING = "条件已恢复且规则锁存";
    static final String SHELF = "搁置仍有效";
    static final String DESIGN = "设计抑制仍有效";
    static final String SERVICE = "仍退出服务";

    public static final Lifecycle<AlarmState, AlarmVerb> TABLE = table();

    private AlarmLifecycle() {}

    private static Lifecycle<AlarmState, AlarmVerb> table() {
        Lifecycle.Builder<AlarmState, AlarmVerb> table = Lifecycle.<AlarmState, AlarmVerb>table()
                .move(UNACK, ACKNOWLEDGE, ACKED, Roles.OPERATOR)
                .move(UNACK, RETURN, RTNUN, PLATFORM, PLAIN)
                .move(UNACK, RETURN, LATUN, PLATFORM, LATCHING)
                .move(ACKED, RETURN, NORM, PLATFORM, PLAIN)
                .move(ACKED, RETURN, LATAC, PLATFORM, LATCHING)
                .move(ACKED, REALARM, UNACK, PLATFORM)
                .move(RTNUN, RECUR, UNACK, PLATFORM)
                .move(RTNUN, ACKNOWLEDGE, NORM, Roles.OPERATOR)
                .move(LATUN, RECUR, UNACK, PLATFORM)
                .move(LATUN, ACKNOWLEDGE, LATAC, Roles.OPERATOR)
                .move(LATAC, RECUR, UNACK, PLATFORM)
                .move(LATAC, RESET, NORM, Roles.OPERATOR);
        for (AlarmState from : List.of(UNACK, ACKED, RTNUN, LATUN, LATAC, DSUPR)) {
            table.move(from, SHELVE, SHLVD, Roles.OPERATOR);
        }
        for (AlarmState from : List.of(UNACK, ACKED, RTNUN, LATUN, LATAC)) {
            table.move(from, SUPPRESS, DSUPR, PLATFORM);
        }
        for (AlarmState from : List.of(UNACK, ACKED, RTNUN, LATUN, LATAC, SHLVD, DSUPR)) {
            table.move(from, REMOVE, OOSRV, Roles.OPERATOR);
        }
        return table
                .move(SHLVD, UNSHELVE, ACKED, Roles.OPERATOR, STANDING)
                .move(SHLVD, UNSHELVE, LATAC, Roles.OPERATOR, GONE_LATCHING)
                .move(SHLVD, UNSHELVE, NORM, Roles.OPERATOR, GONE)
                .move(SHLVD, UNSHELVE, DSUPR, Roles.OPERATOR, DESIGN)
                .move(SHLVD, EXPIRE, UNACK, PLATFORM, STANDING)
                .move(SHLVD, EXPIRE, LATUN, PLATFORM, GONE_LATCHING)
                .move(SHLVD, EXPIRE, NORM, PLATFORM, GONE)
                .move(SHLVD, EXPIRE, DSUPR, PLATFORM, DESIGN)
                .move(DSUPR, UNSUPPRESS, UNACK, PLATFORM, STANDING)
                .move(DSUPR, UNSUPPRESS, LATUN, PLATFORM, GONE_LATCHING)
                .move(DSUPR, UNSUPPRESS, NORM, PLATFORM, GONE)
                .move(OOSRV, RESTORE, UNACK, Roles.OPERATOR, STANDING)
                .move(OOSRV, RESTORE, LATUN, Roles.OPERATOR, GONE_LATCHING)
                .move(OOSRV, RESTORE, NORM, Roles.OPERATOR, GONE)
                .move(OOSRV, RESTORE, SHLVD, Roles.OPERATOR, SHELF)
                .move(OOSRV, RESTORE, DSUPR, Roles.OPERATOR, DESIGN)
                .build();
    }
}

package io.shoutu.sensor.domain;

import static io.shoutu.sensor.domain.AlarmState.ACKED;
import static io.shoutu.sensor.domain.AlarmState.NORM;
import static io.shoutu.sensor.domain.AlarmState.RTNUN;
import static io.shoutu.sensor.domain.AlarmState.UNACK;
import static io.shoutu.sensor.domain.AlarmVerb.ACKNOWLEDGE;
import static io.shoutu.sensor.domain.AlarmVerb.RECUR;
import static io.shoutu.sensor.domain.AlarmVerb.RETURN;

import io.shoutu.api.Lifecycle;
import io.shoutu.api.access.Roles;

/** The lifecycle of an alarm (报警生命周期): the part of the ISA-18.2 state table this house uses so far, and no other move. */
public final class AlarmLifecycle {
    /** Whoever the role names, only the platform itself makes these moves: no account can hold it. */
    public static final String PLATFORM = "platform";

    public static final Lifecycle<AlarmState, AlarmVerb> TABLE = Lifecycle.<AlarmState, AlarmVerb>table()
            .move(UNACK, ACKNOWLEDGE, ACKED, Roles.OPERATOR)
            .move(UNACK, RETURN, RTNUN, PLATFORM)
            .move(ACKED, RETURN, NORM, PLATFORM)
            .move(RTNUN, RECUR, UNACK, PLATFORM)
            .move(RTNUN, ACKNOWLEDGE, NORM, Roles.OPERATOR)
            .build();

    private AlarmLifecycle() {}
}

/** The use cases of the smaller ledgers (专项台账办理). */
package io.shoutu.hazard.registers;

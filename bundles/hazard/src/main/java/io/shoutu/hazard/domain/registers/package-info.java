/** The county's smaller ledgers (专项台账): each a table of fields, lines, states and moves, with its own rule of what must be there. Pure. */
package io.shoutu.hazard.domain.registers;

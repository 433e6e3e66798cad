/** Inspections (监督检查): plans, draws, visits and what is found on them. Pure. */
package io.shoutu.hazard.domain.inspection;

/** Oversight of enterprises (监管事项): small records with a lifecycle each. Pure. */
package io.shoutu.hazard.domain.oversight;

/** The use cases of inspections (检查办理): open, load, verb, keep, tell. */
package io.shoutu.hazard.inspection;

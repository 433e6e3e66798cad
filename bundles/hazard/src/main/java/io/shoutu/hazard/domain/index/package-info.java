/** The county's safety index (安全指数) and the six fields: rules that are data, reckoned from what the ledgers hold. */
package io.shoutu.hazard.domain.index;

/** Notices (通知): queued with the caller's transaction, merged, throttled, escalated, with receipts. */
package io.shoutu.notices;

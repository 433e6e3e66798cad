/** What may go out when, in pure Java (通知领域): merging, rates, quiet hours, escalation, wording. */
package io.shoutu.notices.domain;

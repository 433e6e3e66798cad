/** Meetings and study sessions (会议、学习): pure Java, what a clerk of a committee would recognise. */
package io.shoutu.responsibility.domain.meeting;

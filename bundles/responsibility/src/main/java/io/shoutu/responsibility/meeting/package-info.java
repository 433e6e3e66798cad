/** What can be done with meetings and study sessions (会议、学习办理), and what they count for. */
package io.shoutu.responsibility.meeting;

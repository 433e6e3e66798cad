package io.shoutu.responsibility.meeting;

import io.shoutu.api.Offer;
import io.shoutu.responsibility.domain.meeting.Meeting;
import java.util.List;
import java.util.Map;

/**
 * A meeting as others see it (会议视图).
 *
 * @param counts whether it performs duties now
 * @param whyNot why it does not, in Chinese; empty where it does
 * @param chairAccount false where the chair has no account: nothing counts for him then, and the page says so
 * @param names of the people and units the record names, by id
 * @param files ids of the attached minutes (会议纪要)
 * @param edit whether its content may be written anew, which needs a form of its own; null in a list
 * @param overdue how many resolutions are open after their last day
 */
public record MeetingView(String number, String title, String state, String stateLabel, long version, Meeting record, boolean counts, String whyNot, boolean chairAccount, Map<String, String> names,
        List<String> files, int open, int overdue, Offer edit, List<Offer> moves) {}

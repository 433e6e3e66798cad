package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Problem;

/**
 * Who somebody is to the chair of a meeting (与主持人的关系) on the day he acts.
 *
 * @param chair he chaired it himself
 * @param assistant he is the chair's assistant (工作协助人)
 * @param office he writes down for everybody, as the committee's office does
 */
public record Seats(boolean chair, boolean assistant, boolean office) {
    public boolean mayWrite() {
        return chair || assistant || office;
    }

    Problem stranger() {
        return new Problem.Forbidden("not-assistant", "只有主持人本人、其工作协助人或计划（综合）人员可以录入；请先由办公室任命工作协助人");
    }

    Problem assistantNever(String verb) {
        return new Problem.Forbidden("assistant-never-signs", "工作协助人可以录入，不得代为" + verb + "；请主持人本人办理");
    }
}

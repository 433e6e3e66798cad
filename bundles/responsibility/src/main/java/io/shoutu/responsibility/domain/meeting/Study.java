package io.shoutu.responsibility.domain.meeting;

import io.shoutu.api.Problem;

/**
 * What a study session is judged by besides (学习台账): hours, how many were expected, whose notes were looked at.
 *
 * @param hours how long, in quarters of an hour, e.g. 6 for an hour and a half
 * @param expected how many should have come
 * @param notesChecked how many notes were spot-checked (学习笔记抽查)
 * @param notesPassed how many of them were in order
 */
public record Study(int hours, int expected, int notesChecked, int notesPassed) {
    public Study {
        if (hours < 1 || hours > 160) {
            throw new Problem.Invalid("study-hours", "hours", "学习时长应为 0.25 至 40 小时");
        }
        if (expected < 0 || notesChecked < 0 || notesPassed < 0 || notesPassed > notesChecked) {
            throw new Problem.Invalid("study-notes", "notesPassed", "合格笔记数不能多于抽查数，人数不能为负");
        }
    }
}

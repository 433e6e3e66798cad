/** Duty lists in Excel and Word (清单表格与文书). */
package io.shoutu.responsibility.documents;

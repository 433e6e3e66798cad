/** What this room prints (隐患文书). */
package io.shoutu.hazard.documents;

/** What this room prints (督办文书打印). */
package io.shoutu.supervision.documents;

/** Sheets (电子表格): lists to Excel, filled sheets from it. */
package io.shoutu.documents.sheet;

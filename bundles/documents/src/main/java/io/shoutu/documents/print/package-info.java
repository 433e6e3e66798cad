/** Print (印制): a rendered Word file set line by line as PDF, with a font for every character. */
package io.shoutu.documents.print;

/** The lists of the directory as sheets (名录表): what each looks like, what each row of one handed in means. */
package io.shoutu.documents.registers;

/** Word files (Word 文书): what comes in is distrusted, what goes out is the same for the same inputs. */
package io.shoutu.documents.word;

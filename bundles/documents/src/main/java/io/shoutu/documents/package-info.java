/** Documents (文书): Word and PDF from templates a county can edit, Excel in and out. The libraries behind it lie inside this bundle. */
package io.shoutu.documents;

/**
 * Documents (文书): Word and PDF from templates a county can edit, Excel in and out.
 *
 * <p>Promise: the same template, model and instant give the same bytes; a character no font has is named, never dropped; of a sheet
 * that was handed in every row is answered, good or bad.
 */
@Export
@Version("1.0.0")
package io.shoutu.api.documents;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

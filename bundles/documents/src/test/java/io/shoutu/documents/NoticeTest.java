package io.shoutu.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.DocumentTemplateContract;

/** Our own template goes through the door we offer. */
class NoticeTest implements DocumentTemplateContract {
    @Override
    public DocumentTemplate template() {
        return new Notice();
    }
}

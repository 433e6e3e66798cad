package io.shoutu.responsibility.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.DocumentTemplateContract;

/** The sheet of a leader fits through the door for templates. */
class DutySheetTemplateTest implements DocumentTemplateContract {
    @Override
    public DocumentTemplate template() {
        return new DutySheetTemplate();
    }
}

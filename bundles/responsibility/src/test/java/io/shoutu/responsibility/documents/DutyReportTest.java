package io.shoutu.responsibility.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.DocumentTemplateContract;

/** The duty report fits through the door for templates. */
class DutyReportTest implements DocumentTemplateContract {
    @Override
    public DocumentTemplate template() {
        return new DutyReport();
    }
}

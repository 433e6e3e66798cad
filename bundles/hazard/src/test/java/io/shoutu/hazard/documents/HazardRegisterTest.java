package io.shoutu.hazard.documents;

import io.shoutu.api.documents.DocumentTemplate;
import io.shoutu.api.documents.DocumentTemplateContract;

/** The sheet of a hazard fits through the door for templates. */
class HazardRegisterTest implements DocumentTemplateContract {
    @Override
    public DocumentTemplate template() {
        return new HazardRegister();
    }
}

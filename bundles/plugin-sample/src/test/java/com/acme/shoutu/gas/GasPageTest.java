package com.acme.shoutu.gas;

import io.shoutu.api.ui.UiContribution;
import io.shoutu.api.ui.UiContributionContract;
import org.osgi.framework.Bundle;

class GasPageTest implements UiContributionContract {
    @Override
    public UiContribution contribution() {
        return new GasPage((Bundle) null);
    }
}

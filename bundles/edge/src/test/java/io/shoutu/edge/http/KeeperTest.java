package io.shoutu.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shoutu.api.store.StoreFailure;
import java.lang.reflect.Proxy;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

/** The doorkeeper while the store is away. */
class KeeperTest {
    private static HttpServletRequest with(String authorization) {
        return (HttpServletRequest) Proxy.newProxyInstance(HttpServletRequest.class.getClassLoader(), new Class<?>[] {HttpServletRequest.class},
                (proxy, method, given) -> method.getName().equals("getHeader") && "Authorization".equals(given[0]) ? authorization : null);
    }

    @Test
    void deviceKnownFromMemoryIsLetInThoughAnotherSourceOfTokensCannotBeAsked() {
        Doorkeeper keeper = Keepers.keeper(List.of());
        keeper.addTokens(token -> {
            throw new StoreFailure("away", null);
        });
        assertThat(keeper.identify(with("Bearer device-secret"))).hasValueSatisfying(caller -> assertThat(caller.actor()).isEqualTo(Wire.DEVICE));
        assertThatThrownBy(() -> keeper.identify(with("Bearer sm_unknown"))).as("nobody is called unknown who cannot be looked up").isInstanceOf(StoreFailure.class);
    }
}

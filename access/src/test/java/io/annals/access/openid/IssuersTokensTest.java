package io.annals.access.openid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.jwt.Jwt;

/** Which of an issuer's tokens is an access token. */
@Tag("quick")
class IssuersTokensTest {
    @ParameterizedTest
    @CsvSource({
        "at+jwt, roles, agent, true",
        "application/at+jwt, nonce, x, true",
        "JWT, scope, openid profile, true",
        "JWT, scp, Annals.Use, true",
        "JWT, client_id, phone, true",
        "JWT, nonce, x, false",
        "JWT, roles, agent, false",
        "secevent+jwt, scope, openid, false",
        "none, scope, openid, false"
    })
    void an_access_token_says_so_or_what_it_was_granted(String type, String claim, String value, boolean accepted) {
        Jwt token = token(type).claim(claim, value).build();

        assertThat(IssuersTokens.refuseIdTokens(token).hasErrors()).isNotEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({"nonce, x", "at_hash, x", "c_hash, x", "typ, ID", "token_use, id"})
    void an_id_token_is_none_also_when_it_tells_a_scope(String claim, String value) {
        Jwt token = token("JWT").claim("scope", "openid").claim(claim, value).build();

        assertThat(IssuersTokens.refuseIdTokens(token).hasErrors()).isTrue();
    }

    private static Jwt.Builder token(String type) {
        return Jwt.withTokenValue("not looked at").header("typ", type).subject("maria");
    }
}

// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.http;

import io.privity.api.caller.Caller;
import io.privity.api.problem.ProblemException;
import io.privity.api.tenants.Authenticator;
import io.privity.rest.limit.Buckets;
import io.privity.rest.problem.Failure;
import io.privity.rest.problem.Problem;
import io.privity.rest.problem.Refusals;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Finds the caller from the bearer token alone, and holds everyone to their rate. A token that is
 * no good makes a stranger: whether that is refused is the operation's to say.
 */
final class SignIn {
  private static final String PURPOSE = "Privity-Purpose";
  private static final String SCHEME = "bearer ";
  private static final int LONGEST_TOKEN = 512;
  private static final Pattern PURPOSES = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}");
  private static final Result STRANGER = new Result(null, null);

  /**
   * @param caller null for a stranger
   * @param refusal why the request goes no further, or null
   */
  record Result(Caller caller, Problem refusal) {}

  private final Buckets tenants;
  private final Buckets strangers;
  private final Buckets failures;

  SignIn(DoorConfig config) {
    tenants = new Buckets(config.tenant_rate(), config.tenant_burst());
    strangers = new Buckets(config.address_rate(), config.address_burst());
    failures = new Buckets(config.failure_rate(), config.failure_burst());
  }

  /**
   * @param authenticator empty while nobody can be signed in
   * @param open true for a path that is served then, too
   */
  Result signIn(
      HttpFields headers, String address, Optional<Authenticator> authenticator, boolean open) {
    List<String> credentials = headers.getValuesList(HttpHeader.AUTHORIZATION);
    if (credentials.isEmpty()) {
      long wait = strangers.take(block(address));
      return wait > 0 ? new Result(null, Refusals.tooMany(wait)) : STRANGER;
    }
    long wait = failures.lacking(block(address));
    if (wait > 0) {
      return new Result(null, Refusals.tooMany(wait));
    }
    String purpose = headers.get(PURPOSE);
    if (purpose != null && !PURPOSES.matcher(purpose).matches()) {
      return new Result(
          null, Problem.of(400, "invalid-purpose", "Privity-Purpose is not a purpose's name."));
    }
    if (authenticator.isEmpty()) {
      return open ? STRANGER : new Result(null, Refusals.AWAY);
    }
    try {
      Optional<Caller> caller =
          credentials.size() > 1
              ? Optional.empty()
              : token(credentials.get(0))
                  .flatMap(token -> authenticator.get().authenticate(token, purpose, address));
      return caller.map(this::within).orElseGet(() -> fail(address));
    } catch (ProblemException e) {
      return new Result(null, Failure.known(e));
    }
  }

  private Result within(Caller caller) {
    long wait = tenants.take(caller.isOperator() ? caller.principal() : caller.tenant());
    return new Result(caller, wait > 0 ? Refusals.tooMany(wait) : null);
  }

  private Result fail(String address) {
    failures.take(block(address));
    return STRANGER;
  }

  /** One that can be a token: visible ASCII, of a sane length. */
  private static Optional<String> token(String credential) {
    if (!credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = credential.substring(SCHEME.length()).trim();
    boolean sane =
        !token.isEmpty()
            && token.length() <= LONGEST_TOKEN
            && token.chars().allMatch(c -> c > ' ' && c < 127);
    return sane ? Optional.of(token) : Optional.empty();
  }

  /** An IPv6 client has a whole network of 64 bits to itself. */
  private static String block(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = address.split(":", 5);
    return groups.length < 5
        ? address
        : groups[0] + ':' + groups[1] + ':' + groups[2] + ':' + groups[3];
  }
}

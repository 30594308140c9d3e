// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rest.replay;

import io.privity.api.caller.Caller;
import io.privity.api.rest.IdempotencyKeys;
import io.privity.rest.exchange.Answer;
import io.privity.rest.exchange.ApiRequest;
import io.privity.rest.jaxrs.Replaying;
import io.privity.rest.replay.KeptKeys.Found;
import io.privity.rest.replay.KeptKeys.Note;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps the answers of requests with an {@code Idempotency-Key}, in the transaction of the
 * operation itself. Answers of failed requests are not kept.
 */
@Component(service = Replaying.class)
public final class ReplayedAnswers implements Replaying {
  private final KeptKeys keys;

  @Activate
  public ReplayedAnswers(@Reference KeptKeys keys) {
    this.keys = keys;
  }

  @Override
  public void once(ApiRequest request, Answer answer, Runnable operation) {
    Caller caller = request.caller();
    answer.keepWhole();
    try {
      Found found =
          keys.once(
              caller,
              request.header(IdempotencyKeys.HEADER),
              digest(request),
              () -> {
                operation.run();
                if (!answer.isSuccess()) {
                  throw new NotKeptException();
                }
                return new Note(leaf(caller, answer), KeptAnswer.of(answer));
              });
      if (found.repeated()) {
        KeptAnswer.restore(found.plain(), answer);
        answer.headers().put("Idempotency-Replayed", "true");
      }
    } catch (NotKeptException e) {
      // the answer says why
    }
  }

  /** The subject's leaf, else the caller's own. */
  private static long leaf(Caller caller, Answer answer) {
    return answer.leaf() >= 0 ? answer.leaf() : caller.principalLeaf();
  }

  private static byte[] digest(ApiRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String head =
          request.method()
              + '\n'
              + request.path()
              + '\n'
              + (request.query() == null ? "" : request.query())
              + '\n'
              + request.header("Content-Type")
              + '\n';
      digest.update(head.getBytes(StandardCharsets.UTF_8));
      return digest.digest(request.body());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rolls back: the answer is no success. */
  private static final class NotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKeptException() {
      super(null, null, false, false);
    }
  }
}

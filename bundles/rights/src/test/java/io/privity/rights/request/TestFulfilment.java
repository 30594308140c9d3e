// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.rights.request;

import io.privity.api.caller.Caller;
import io.privity.api.rights.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Fulfils requests as it is told to. */
final class TestFulfilment implements Fulfilment {
  final List<Work> works = new ArrayList<>();
  final List<Caller> callers = new ArrayList<>();
  private final RequestKind kind;
  private BiFunction<Caller, Work, Result> run = (caller, work) -> new Fulfilled(List.of());

  TestFulfilment(RequestKind kind) {
    this.kind = kind;
  }

  void runs(BiFunction<Caller, Work, Result> action) {
    run = action;
  }

  @Override
  public Set<RequestKind> kinds() {
    return Set.of(kind);
  }

  @Override
  public Object preview(Caller caller, Work work) {
    return Map.of("instructions", work.instructions().length);
  }

  @Override
  public Result run(Caller caller, Work work) {
    works.add(work);
    callers.add(caller);
    return run.apply(caller, work);
  }
}

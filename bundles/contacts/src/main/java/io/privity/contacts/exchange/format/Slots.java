// SPDX-FileCopyrightText: The Privity authors
// SPDX-License-Identifier: Apache-2.0
package io.privity.contacts.exchange.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that belong together: a value and its label, the parts of one address. */
final class Slots {

  /**
   * One value of a list and where its label comes from.
   *
   * @param fixed the label that the target says, or null
   * @param label the column of the label, or -1
   * @param value the column of the value
   */
  record Slot(String fixed, int label, int value) {}

  /**
   * One address.
   *
   * @param parts for each of {@link #ADDRESS_PARTS} the columns that make it
   */
  record AddressSlot(String fixed, int label, int[][] parts) {}

  static final List<String> ADDRESS_PARTS =
      List.of("street", "locality", "region", "postalCode", "country", "formatted");

  private Slots() {}

  static Slot[] of(String kind, List<Mapping.Column> columns) {
    Map<String, Integer> labels = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Target target = columns.get(i).target();
      if (target.kind().equals(kind) && "label".equals(target.part())) {
        labels.putIfAbsent(target.group(), i);
      }
    }
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Target target = columns.get(i).target();
      if (target.kind().equals(kind) && !"label".equals(target.part())) {
        String fixed = target.group() == null || target.isNumbered() ? null : target.group();
        slots.add(new Slot(fixed, labels.getOrDefault(target.group(), -1), i));
      }
    }
    return slots.toArray(new Slot[0]);
  }

  static AddressSlot[] addresses(List<Mapping.Column> columns) {
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Target target = columns.get(i).target();
      if (target.kind().equals("addresses")) {
        String group = target.group() == null ? "" : target.group();
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(i);
      }
    }
    List<AddressSlot> slots = new ArrayList<>();
    groups.forEach((group, members) -> slots.add(address(columns, members)));
    return slots.toArray(new AddressSlot[0]);
  }

  private static AddressSlot address(List<Mapping.Column> columns, List<Integer> members) {
    Target first = columns.get(members.get(0)).target();
    String fixed = first.group() == null || first.isNumbered() ? null : first.group();
    int label = -1;
    int[][] parts = new int[ADDRESS_PARTS.size()][];
    for (int part = 0; part < parts.length; part++) {
      String name = ADDRESS_PARTS.get(part);
      parts[part] =
          members.stream()
              .filter(i -> columns.get(i).target().part().equals(name))
              .mapToInt(Integer::intValue)
              .toArray();
    }
    for (int i : members) {
      if (columns.get(i).target().part().equals("label")) {
        label = i;
      }
    }
    return new AddressSlot(fixed, label, parts);
  }
}

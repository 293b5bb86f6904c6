package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.spring.security.CurrentCaller;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The notes of each user, with a form for new ones. */
@Controller
@RequestMapping("/notes")
class NotesController {
    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

    @GetMapping
    String list(@CurrentCaller SessionAuth caller, Model model) {
        model.addAttribute("notes", notes.getOrDefault(caller.userId(), List.of()));
        return "notes";
    }

    @PostMapping
    String add(@CurrentCaller SessionAuth caller, @RequestParam("note") String note) {
        notes.computeIfAbsent(caller.userId(), user -> new CopyOnWriteArrayList<>())
                .add(note);
        return "redirect:/notes";
    }
}

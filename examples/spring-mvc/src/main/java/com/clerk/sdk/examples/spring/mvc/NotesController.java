package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.auth.SessionAuth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages. */
@Controller
class NotesController {
    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

    @GetMapping("/")
    String home(@AuthenticationPrincipal SessionAuth caller, Model model) {
        model.addAttribute("caller", caller);
        return "home";
    }

    @GetMapping("/notes")
    String list(@AuthenticationPrincipal SessionAuth caller, Model model) {
        model.addAttribute("caller", caller);
        model.addAttribute("notes", notes.getOrDefault(caller.userId(), List.of()));
        return "notes";
    }

    @PostMapping("/notes")
    String add(@AuthenticationPrincipal SessionAuth caller, @RequestParam("text") String text) {
        notes.computeIfAbsent(caller.userId(), user -> new CopyOnWriteArrayList<>())
                .add(text);
        return "redirect:/notes";
    }
}

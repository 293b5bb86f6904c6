package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.web.ClerkComponent;
import com.clerk.sdk.web.ClerkScripts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
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

    private final ObjectProvider<ClerkScripts> scripts;

    NotesController(ObjectProvider<ClerkScripts> scripts) {
        this.scripts = scripts;
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal SessionAuth caller, Model model) {
        model.addAttribute("caller", caller);
        model.addAttribute("scripts", scripts.getObject().head());
        model.addAttribute("signIn", scripts.getObject().component(ClerkComponent.SIGN_IN));
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
